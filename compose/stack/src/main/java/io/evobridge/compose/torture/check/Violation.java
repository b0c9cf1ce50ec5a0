package io.evobridge.compose.torture.check;

/**
 * Something that must never be so.
 *
 * @param check the check that found it, in a word or two
 * @param what a sentence that names the row and what is wrong with it
 */
public record Violation(String check, String what) {

    @Override
    public String toString() {
        return check + ": " + what;
    }
}
