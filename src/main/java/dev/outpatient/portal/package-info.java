/** The edge: home pages, layout, security and error configuration, embedded engines, demo data. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "audit",
            "mail",
            "accounts",
            "directory",
            "patients",
            "scheduling",
            "prescriptions",
            "feedback",
            "imports",
            "reports"
        })
@NullMarked
package dev.outpatient.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
