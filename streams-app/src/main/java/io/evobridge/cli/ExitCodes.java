package io.evobridge.cli;

/** The exit codes of {@code evobridge}, the same for all commands. */
final class ExitCodes {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NOT_FOUND = 3;
    static final int NOT_ALLOWED = 4;
    static final int NOBODY_ANSWERS = 5;

    /** For the help. */
    static final String TEXT =
            "Exit codes: 0 done; 1 something failed, and is said; 2 wrong usage or a wrong bridge file;"
                    + " 3 not found; 4 not allowed; 5 nobody answers.";

    private ExitCodes() {}
}
