package io.evobridge.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process in a session of its own, below a shell that ends it when the launcher goes away. The shell reads a pipe
 * from the launcher; the kernel closes that pipe whatever the launcher dies of, SIGKILL too. Ctrl-C reaches the
 * launcher only, which then stops its servers in order.
 */
final class SupervisedProcess implements ServerProcess {

    // $1 log file, $2 stop signal, the rest is the command. Closing stdin means: the launcher is gone.
    private static final String SUPERVISOR = """
            log=$1 signal=$2; shift 2
            exec 3<&0
            "$@" 3<&- </dev/null >>"$log" 2>&1 &
            server=$!
            echo "$server"
            exec >/dev/null 2>&1
            {
                read -r _ <&3
                kill -s "$signal" "$server"; kill -s CONT "$server"
                tenths=0
                while kill -0 "$server" && [ "$tenths" -lt 100 ]; do sleep 0.1; tenths=$((tenths + 1)); done
                kill -s KILL -- -$$
            } &
            watch=$!
            exec 3<&-
            wait "$server"; status=$?
            kill -s KILL "$watch"
            exit "$status"
            """;

    private final Process supervisor;
    private final ProcessHandle server;
    private final Program program;

    private SupervisedProcess(Process supervisor, ProcessHandle server, Program program) {
        this.supervisor = supervisor;
        this.server = server;
        this.program = program;
    }

    static SupervisedProcess start(Program program, Path workFolder, Path logFile) {
        var command = new ArrayList<>(
                List.of("setsid", "sh", "-c", SUPERVISOR, "evobridge", logFile.toString(), program.stopSignal()));
        command.addAll(program.command());
        var builder = new ProcessBuilder(command).directory(workFolder.toFile());
        builder.environment().putAll(program.environment());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        try {
            var supervisor = builder.start();
            var line = new BufferedReader(new InputStreamReader(supervisor.getInputStream(), UTF_8)).readLine();
            if (line == null) {
                throw new ServerFailure("Cannot run " + program.command().get(0) + "; see " + logFile);
            }
            var handle = ProcessHandle.of(Long.parseLong(line));
            // A server that ended at once has no handle any more; its supervisor's will say the same: not alive.
            var process = new SupervisedProcess(supervisor, handle.orElse(supervisor.toHandle()), program);
            LauncherExit.watch(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a server below setsid and sh", e);
        }
    }

    @Override
    public boolean isAlive() {
        return supervisor.isAlive() && server.isAlive();
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public void stop(Duration patience) {
        signal("CONT");
        signal(program.stopSignal());
        if (!awaitEnd(patience)) {
            kill();
        }
        ended();
    }

    @Override
    public void kill() {
        var family = family().toList();
        family.forEach(ProcessHandle::destroyForcibly);
        if (!awaitEnd(Duration.ofSeconds(30))) {
            throw new IllegalStateException("process " + server.pid() + " survived SIGKILL for 30 s");
        }
        ended();
    }

    /** To the server and its children. */
    @Override
    public void signal(String name) {
        var pids = family().filter(ProcessHandle::isAlive).map(p -> Long.toString(p.pid()));
        var command = Stream.concat(Stream.of("kill", "-s", name), pids).toList();
        if (command.size() == 3) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", String.join(" ", command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<ProcessHandle> family() {
        return supervisor.isAlive() ? Stream.concat(Stream.of(server), server.descendants()) : Stream.of();
    }

    @Override
    public boolean awaitEnd(Duration patience) {
        try {
            return supervisor.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void ended() {
        LauncherExit.forget(this);
        try {
            supervisor.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the pipe of a supervisor", e);
        }
    }
}
