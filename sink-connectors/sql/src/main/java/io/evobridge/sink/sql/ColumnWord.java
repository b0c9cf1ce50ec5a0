package io.evobridge.sink.sql;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.contract.mapping.TruthWord;
import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.sql.dialect.Column;
import io.evobridge.sink.sql.dialect.ColumnKind;
import java.math.BigDecimal;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * A word of the mapping as a value of its column: a number, a truth value, or text.
 *
 * @param field the column's name and the type of the value
 * @param value in the Java type of the field
 * @param plain its plain text
 */
record ColumnWord(RowField field, Object value, String plain) {

    /**
     * The word as the column takes it; a column that is still to be created takes text. Throws ConnectException for a word
     * that is no number where the column holds numbers.
     */
    static ColumnWord of(String name, String word, @Nullable Column column) {
        if (column != null && isTruth(column)) {
            String plain = TruthWord.plain(word);
            if (!plain.equals("1") && !plain.equals("0")) {
                throw unfit(name, word, "true or false");
            }
            return new ColumnWord(new RowField(name, FieldType.BOOLEAN, null), plain.equals("1"), plain);
        } else if (column != null && column.kind() == ColumnKind.NUMBER) {
            try {
                BigDecimal number = new BigDecimal(TruthWord.plain(word));
                return new ColumnWord(
                        new RowField(name, FieldType.VARIABLE_DECIMAL, null), number, RowFingerprint.number(number));
            } catch (NumberFormatException e) {
                throw unfit(name, word, "a number");
            }
        }
        return new ColumnWord(new RowField(name, FieldType.STRING, null), word, word);
    }

    /** Whether the plain text of a column's value is the text that a person would write. */
    static boolean isText(Column column) {
        return column.kind() == ColumnKind.TEXT || column.kind() == ColumnKind.OTHER;
    }

    private static boolean isTruth(Column column) {
        return column.kind() == ColumnKind.BOOLEAN || (column.kind() == ColumnKind.BITS && column.size() == 1);
    }

    private static ConnectException unfit(String name, String word, String wanted) {
        return new ConnectException("the mapping gives column " + name + " the value '" + word
                + "', but the column takes " + wanted + ": mend field.conversions or column.constants");
    }
}
