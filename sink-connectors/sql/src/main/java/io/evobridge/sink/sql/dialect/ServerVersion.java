package io.evobridge.sink.sql.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server of a version can do. */
final class ServerVersion {

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

    private ServerVersion() {}

    /** Whether {@code INSERT … VALUES … AS new} works: MySQL 8.0.19 and later, no MariaDB. */
    static boolean knowsRowAlias(String version) {
        Matcher matcher = NUMBERS.matcher(version);
        if (version.contains("MariaDB") || !matcher.matches()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        int patch = Integer.parseInt(matcher.group(3));
        return major > 8 || (major == 8 && (minor > 0 || patch >= 19));
    }
}
