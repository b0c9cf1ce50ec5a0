package io.evobridge.bridge;

import java.util.List;

/** Mistakes in a bridge file: each line of the message names file, line, key, value and the rule that it breaks. */
public final class BridgeFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final List<String> mistakes;

    BridgeFileException(String mistake) {
        this(List.of(mistake));
    }

    BridgeFileException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    BridgeFileException(String mistake, Throwable cause) {
        super(mistake, cause);
        this.mistakes = List.of(mistake);
    }

    /** A sentence for each. */
    public List<String> mistakes() {
        return mistakes;
    }
}
