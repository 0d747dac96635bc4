/** Who the patients are: demographics and registration. */
@ApplicationModule(allowedDependencies = {"shared", "audit", "accounts"})
@NullMarked
package dev.outpatient.patients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
