package io.evobridge.servers;

import java.nio.file.Path;
import java.time.Duration;

/** A started program, on this machine or in a container. It ends with the launcher. */
interface ServerProcess {

    /** Starts it where the program says. Its output is appended to {@code logFile}. */
    static ServerProcess start(Program program, Path workFolder, Path logFile) {
        return program.image().isEmpty()
                ? SupervisedProcess.start(program, workFolder, logFile)
                : ContainerProcess.start(program, workFolder, logFile);
    }

    boolean isAlive();

    /** The process id as this machine sees it. */
    long pid();

    /** Sends the program's stop signal, and SIGKILL when it has not ended within {@code patience}. */
    void stop(Duration patience);

    /** SIGKILL, and waits until it has ended. */
    void kill();

    /** For example {@code STOP}. Ignored when it has ended. */
    void signal(String name);

    /** Waits at most {@code patience}; true when it has ended. */
    boolean awaitEnd(Duration patience);
}
