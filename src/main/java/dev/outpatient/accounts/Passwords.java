package dev.outpatient.accounts;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are hashed: Argon2id, named in front of each hash so that another way can follow. */
@Configuration(proxyBeanMethods = false)
class Passwords {

    private static final String ARGON2 = "argon2@SpringSecurity_v5_8";

    @Bean
    PasswordEncoder passwordEncoder() {
        return new FewAtATime(new DelegatingPasswordEncoder(
                ARGON2, Map.of(ARGON2, Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8())));
    }

    /** Each hash takes 16 MB while it is made: more at once than processors gain nothing, more than four fill the heap. */
    private static final class FewAtATime implements PasswordEncoder {

        private final PasswordEncoder encoder;
        private final Semaphore places =
                new Semaphore(Math.min(4, Runtime.getRuntime().availableProcessors()), true);

        FewAtATime(PasswordEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return inTurn(() -> encoder.encode(password));
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            return inTurn(() -> encoder.matches(password, hash));
        }

        @Override
        public boolean upgradeEncoding(@Nullable String hash) {
            return encoder.upgradeEncoding(hash);
        }

        private <T extends @Nullable Object> T inTurn(Supplier<T> work) {
            places.acquireUninterruptibly();
            try {
                return work.get();
            } finally {
                places.release();
            }
        }
    }
}
