package io.evobridge.servers;

/** The machine that local servers can run on. */
final class Platform {

    private Platform() {}

    /** Fails with what to do where the server programs cannot run. */
    static void check() {
        var system = System.getProperty("os.name");
        var machine = System.getProperty("os.arch");
        if (!"Linux".equals(system) || !"amd64".equals(machine)) {
            throw new ServerFailure("Local servers run on Debian or Ubuntu, Linux on x86-64; this is " + system + " on "
                    + machine + ". Use containers: -Dstack=testcontainers");
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
