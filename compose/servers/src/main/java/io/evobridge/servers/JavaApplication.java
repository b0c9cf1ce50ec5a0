package io.evobridge.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Java program of the caller's that serves HTTP on a loopback port: run, watched, killed and restarted like any server. */
public final class JavaApplication extends RunningServer {

    private final Setup setup;

    private JavaApplication(String name, Path home, Setup setup) {
        super(name, home, 1);
        this.setup = setup;
    }

    /**
     * What to run. The word {@code {port}} in arguments stands for the port to serve.
     *
     * @param classPath as for {@code java -cp}
     * @param mainClass its main class
     * @param jvmArguments options of the JVM
     * @param arguments its command line
     * @param environment variables set on top of the launcher's own
     * @param portVariable environment variable that tells it the port to serve
     * @param readyPath path that answers 2xx once it is ready, such as {@code /health/ready}
     */
    public record Setup(
            String classPath,
            String mainClass,
            List<String> jvmArguments,
            List<String> arguments,
            Map<String, String> environment,
            String portVariable,
            String readyPath) {

        public Setup {
            jvmArguments = List.copyOf(jvmArguments);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /** Starts it and waits until it is ready. */
    public static JavaApplication start(String name, Path home, Setup setup) {
        return started(new JavaApplication(name, home, setup));
    }

    public String url() {
        return "http://" + address();
    }

    @Override
    Program program() {
        return Jvm.bare(
                        withPort(setup.jvmArguments()),
                        setup.classPath(),
                        setup.mainClass(),
                        withPort(setup.arguments()))
                .with(setup.environment())
                .with(setup.portVariable(), Integer.toString(port()));
    }

    private List<String> withPort(List<String> words) {
        return words.stream()
                .map(word -> word.replace("{port}", Integer.toString(port())))
                .toList();
    }

    @Override
    void probe() throws Exception {
        HttpProbe.get(url() + setup.readyPath());
    }
}
