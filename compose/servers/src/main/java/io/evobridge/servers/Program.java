package io.evobridge.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to execute: command line, added environment, the signal that asks for a clean end, and where.
 *
 * @param command the executable and its arguments
 * @param environment set on top of the launcher's own
 * @param stopSignal a name that {@code kill -s} knows, for example {@code TERM}
 * @param image container image that holds the executable; empty for a process of this machine
 * @param reads folders outside its work folder that it reads; matters in a container
 */
record Program(
        List<String> command, Map<String, String> environment, String stopSignal, String image, List<Path> reads) {

    Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        reads = List.copyOf(reads);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a program needs at least an executable");
        }
    }

    static Program of(Path executable, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(executable.toString());
        command.addAll(arguments);
        return new Program(command, Map.of(), "TERM", "", List.of());
    }

    Program with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    Program with(Map<String, String> variables) {
        var grown = new LinkedHashMap<>(environment);
        grown.putAll(variables);
        return new Program(command, grown, stopSignal, image, reads);
    }

    /** Lets the loader find shared libraries in {@code folder} first. */
    Program withLibraries(Path folder) {
        return with("LD_LIBRARY_PATH", folder.toString());
    }

    Program stoppedBy(String signal) {
        return new Program(command, environment, signal, image, reads);
    }

    /** The same program started by another one, for example by {@code setpriv}. */
    Program wrappedBy(List<String> wrapper) {
        var command = new ArrayList<>(wrapper);
        command.addAll(this.command);
        return new Program(command, environment, stopSignal, image, reads);
    }

    /** The same arguments for the executable of an image. */
    Program inImage(String image, String executable) {
        var command = new ArrayList<>(this.command);
        command.set(0, executable);
        return new Program(command, environment, stopSignal, image, reads);
    }

    Program reading(List<Path> folders) {
        return new Program(command, environment, stopSignal, image, folders);
    }
}
