package io.evobridge.servers;

/** Where servers run. The system property {@code stack} chooses: {@code embedded}, the default, or {@code testcontainers}. */
enum Stack {
    /** Processes of this machine. */
    EMBEDDED,
    /** Containers that share this machine's network, so that addresses are the same ones. */
    TESTCONTAINERS;

    static boolean isContainers() {
        return chosen(System.getProperty("stack", "embedded")) == TESTCONTAINERS;
    }

    static Stack chosen(String word) {
        return switch (word) {
            case "embedded" -> EMBEDDED;
            case "testcontainers" -> TESTCONTAINERS;
            default -> throw new ServerFailure("-Dstack=" + word + " is not known; use embedded or testcontainers");
        };
    }
}
