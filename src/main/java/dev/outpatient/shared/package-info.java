/** The words all modules share: typed ids, the actor, time ranges, references. No beans, no tables. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.outpatient.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
