package io.evobridge.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A loopback port that no other launcher on this machine takes while the lease is held, also while the server behind
 * it is down. Ports come from below the kernel's ephemeral range, so an outgoing connection cannot take one either.
 */
final class PortLease implements AutoCloseable {

    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 32_000;
    private static final int MAX_TRIES = 1_000;

    private final int port;
    private final FileChannel channel;

    private PortLease(int port, FileChannel channel) {
        this.port = port;
        this.channel = channel;
    }

    static PortLease take() {
        return take(new Random(), folder());
    }

    static PortLease take(Random random, Path folder) {
        for (int i = 0; i < MAX_TRIES; i++) {
            var lease = tryTake(LOWEST + random.nextInt(HIGHEST - LOWEST), folder);
            if (lease != null) {
                return lease;
            }
        }
        throw new ServerFailure("No free port between %d and %d on 127.0.0.1 after %d tries; stop what holds them."
                .formatted(LOWEST, HIGHEST, MAX_TRIES));
    }

    static @Nullable PortLease tryTake(int port, Path folder) {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(
                    folder.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null && isFree(port)) {
                return new PortLease(port, channel);
            }
            channel.close();
            return null;
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            return null;
        } catch (IOException e) {
            closeQuietly(channel);
            throw new UncheckedIOException("cannot lease a port in " + folder, e);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"), "evobridge-ports-" + System.getProperty("user.name"));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
