package io.evobridge.servers;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A program of an image, run as the launcher's user on this machine's network, with the work folder at the same path.
 * So ports, files and configuration are those of a local process, and only the program itself comes from the image.
 */
final class ContainerProcess implements ServerProcess {

    private static final Duration KILL_PATIENCE = Duration.ofSeconds(30);

    private final GenericContainer<?> container;
    private final Program program;
    private final WaitContainerResultCallback end;

    private ContainerProcess(GenericContainer<?> container, Program program) {
        this.container = container;
        this.program = program;
        this.end = docker().waitContainerCmd(container.getContainerId()).start();
    }

    static ContainerProcess start(Program program, Path workFolder, Path logFile) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(program.image()));
        container
                .withNetworkMode("host")
                .withWorkingDirectory(workFolder.toString())
                .withEnv(program.environment())
                .withLogConsumer(frame -> append(logFile, frame.getBytes()))
                .withCreateContainerCmdModifier(command -> shape(command, program, workFolder));
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            throw new ServerFailure(
                    program.image() + " does not start; read its log, and see that Docker can pull the image.\n--- "
                            + logFile + "\n" + LogTail.of(logFile),
                    e);
        } catch (IllegalStateException e) {
            throw new ServerFailure("-Dstack=testcontainers needs a Docker engine: " + e.getMessage(), e);
        }
        var process = new ContainerProcess(container, program);
        LauncherExit.watch(process);
        return process;
    }

    private static void shape(CreateContainerCmd command, Program program, Path workFolder) {
        var binds = new ArrayList<>(List.of(bind(workFolder, AccessMode.rw)));
        program.reads().forEach(folder -> binds.add(bind(folder, AccessMode.ro)));
        requireNonNull(command.getHostConfig()).withBinds(binds);
        command.withEntrypoint(program.command()).withCmd(List.of()).withUser(owner(workFolder));
    }

    private static Bind bind(Path folder, AccessMode mode) {
        return new Bind(folder.toString(), new Volume(folder.toString()), mode);
    }

    private static String owner(Path folder) {
        try {
            return Files.getAttribute(folder, "unix:uid") + ":" + Files.getAttribute(folder, "unix:gid");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the owner of " + folder, e);
        }
    }

    /** Appends what the container has said; its last frame has no bytes. */
    private static void append(Path logFile, byte @Nullable [] bytes) {
        if (bytes == null) {
            return;
        }
        try {
            Files.write(logFile, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + logFile, e);
        }
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public long pid() {
        Long pid = container.getCurrentContainerInfo().getState().getPidLong();
        return pid == null ? 0 : pid;
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
        signal("KILL");
        if (!awaitEnd(KILL_PATIENCE)) {
            throw new IllegalStateException(
                    "container of " + program.image() + " survived SIGKILL for " + KILL_PATIENCE.toSeconds() + " s");
        }
        ended();
    }

    @Override
    public void signal(String name) {
        if (container.getContainerId() == null) {
            return;
        }
        try {
            docker().killContainerCmd(container.getContainerId())
                    .withSignal("SIG" + name)
                    .exec();
        } catch (NotFoundException | ConflictException e) {
            // It has ended.
        }
    }

    @Override
    public boolean awaitEnd(Duration patience) {
        try {
            return end.awaitCompletion(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void ended() {
        LauncherExit.forget(this);
        container.stop();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
