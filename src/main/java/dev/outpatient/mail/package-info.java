/** Sends messages, or keeps them until they can be sent; knows nothing of those who get them. */
@ApplicationModule(allowedDependencies = {"shared", "audit"})
@NullMarked
package dev.outpatient.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
