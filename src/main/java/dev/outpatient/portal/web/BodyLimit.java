package dev.outpatient.portal.web;

import dev.outpatient.accounts.Avatars;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The most that the body of a request to the API may hold. One that says it is larger is not read at all; one that does
 * not say is read so far. Forms have the server's own limit, and {@link Uploads} those with a file.
 */
@Component
@Order(BodyLimit.BEFORE_SECURITY)
class BodyLimit extends OncePerRequestFilter {

    static final int BEFORE_SECURITY = -110;

    private static final class TooLarge extends IOException {}

    private final long most;
    private final long mostOfPhoto;
    private final ApiRefusals refusals;

    BodyLimit(@Value("${outpatient.api.largest-body:256KB}") DataSize most, Avatars avatars, ApiRefusals refusals) {
        this.most = most.toBytes();
        this.mostOfPhoto = avatars.largest().toBytes();
        this.refusals = refusals;
    }

    /** Whether reading a body failed because it holds too much. */
    static boolean isExceeded(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof TooLarge) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long most = Uploads.isPhoto(request) ? mostOfPhoto : this.most;
        if (Uploads.hasParts(request)) {
            refusals.write(
                    response,
                    Problems.document(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "unsupported-media-type",
                            "The API takes JSON, and a photo as it is: no forms."));
        } else if (request.getContentLengthLong() > most) {
            refusals.write(response, Problems.tooLarge());
        } else if (request.getContentLengthLong() < 0) {
            chain.doFilter(new Limited(request, most), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final long most;

        Limited(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream(), most);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream in;
        private final long most;
        private long read;

        Counted(ServletInputStream in, long most) {
            this.in = in;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int many = in.read(bytes, offset, length);
            count(Math.max(0, many));
            return many;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }

        private void count(int more) throws TooLarge {
            read += more;
            if (read > most) {
                throw new TooLarge();
            }
        }
    }
}
