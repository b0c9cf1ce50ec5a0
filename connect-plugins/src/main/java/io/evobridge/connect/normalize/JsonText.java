package io.evobridge.connect.normalize;

/**
 * JSON text without insignificant white space. Databases print the same document with and without it, MySQL even
 * between snapshot and log; members, their order and numbers stay as they are.
 */
final class JsonText {

    private JsonText() {}

    static Object compact(Object value) {
        String text = (String) value;
        if (!hasWhiteSpace(text)) {
            return text;
        }
        StringBuilder compact = new StringBuilder(text.length());
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString || !isWhiteSpace(c)) {
                compact.append(c);
            }
            if (c == '"') {
                inString = !inString;
            } else if (inString && c == '\\' && i + 1 < text.length()) {
                i++;
                compact.append(text.charAt(i));
            }
        }
        return compact.toString();
    }

    private static boolean hasWhiteSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isWhiteSpace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
