/** Doctors, offices, who works where, and the specialties to choose from. */
@ApplicationModule(allowedDependencies = {"shared", "audit", "accounts"})
@NullMarked
package dev.outpatient.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
