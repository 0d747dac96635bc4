/** Working hours, free times and appointments: the only module that decides who is busy when. */
@ApplicationModule(allowedDependencies = {"shared", "audit", "accounts", "directory", "patients"})
@NullMarked
package dev.outpatient.scheduling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
