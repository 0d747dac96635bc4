/** Sign-in for patients, doctors and admins, the tokens of the API, and the admin table. */
@ApplicationModule(allowedDependencies = {"shared", "audit", "mail"})
@NullMarked
package dev.outpatient.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
