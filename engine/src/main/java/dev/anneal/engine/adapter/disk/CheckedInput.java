package dev.anneal.engine.adapter.disk;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.problem.AnnealException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Bytes whose digest is checked when their end is read. Who stops before has read bytes that nothing vouches for. */
public final class CheckedInput extends FilterInputStream {

    private final MessageDigest digest = Digest.sha256();
    private final Digest expected;
    private final String what;
    private boolean ended;

    /** @param what has the bytes, for the message */
    public CheckedInput(InputStream in, Digest expected, String what) {
        super(in);
        this.expected = expected;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws AnnealException environment, at the end of bytes that are not those expected */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count > 0) {
            digest.update(buffer, offset, count);
        } else if (count < 0 && !ended) {
            ended = true;
            Digest found = Digest.of(digest);
            if (!found.equals(expected)) {
                throw AnnealException.environment(
                        "bytes-damaged",
                        "the bytes of " + what + " are damaged: their digest is " + found.brief() + ", expected "
                                + expected.brief() + "; restore the file from a backup, or remove it and run again",
                        null);
            }
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.min(8192, Math.max(count, 0))];
        long skipped = 0;
        while (skipped < count) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
