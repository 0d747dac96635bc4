/** The append-only trail: who read, changed or was refused what. Records wait in MySQL and move to MongoDB. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package dev.outpatient.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
