/** Files of other systems come in, with a report of every row that was refused. */
@ApplicationModule(
        allowedDependencies = {"shared", "audit", "accounts", "directory", "patients", "scheduling", "prescriptions"})
@NullMarked
package dev.outpatient.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
