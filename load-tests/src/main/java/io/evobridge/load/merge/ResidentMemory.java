package io.evobridge.load.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a process that is in RAM, in MiB.
 *
 * @param now where it was read
 * @param most it ever had
 */
record ResidentMemory(double now, double most) {

    private static final double KILOBYTES_PER_MEGABYTE = 1_024;

    static ResidentMemory of(long pid) throws IOException {
        String status = Files.readString(Path.of("/proc/" + pid + "/status"));
        return new ResidentMemory(megabytes(status, "VmRSS"), megabytes(status, "VmHWM"));
    }

    private static double megabytes(String status, String key) {
        Matcher matcher = Pattern.compile(key + ":\\s+(\\d+) kB").matcher(status);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + key + " of the process; it has ended");
        }
        return Long.parseLong(matcher.group(1)) / KILOBYTES_PER_MEGABYTE;
    }
}
