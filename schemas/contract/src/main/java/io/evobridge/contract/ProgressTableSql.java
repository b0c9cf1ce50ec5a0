package io.evobridge.contract;

/**
 * The table in which SQL sinks keep their progress markers, in the words of a kind of server. It is made by whoever comes
 * first, the checks at the start of a bridge or a sink, so both make it alike.
 */
public enum ProgressTableSql {
    /** MySQL and MariaDB. Topics compare by code point. */
    MYSQL("VARCHAR(249) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "LONGBLOB"),

    POSTGRESQL("VARCHAR(249)", "BYTEA");

    /** Name without qualifier; captured under this name whatever its database or schema. */
    public static final String NAME = "evobridge_progress";

    /** The column that holds an {@link Evidence}. Tables that were made before there was any lack it. */
    public static final String EVIDENCE = "evidence";

    private final String topicType;
    private final String evidenceType;

    ProgressTableSql(String topicType, String evidenceType) {
        this.topicType = topicType;
        this.evidenceType = evidenceType;
    }

    /** What follows the table's name in CREATE TABLE. */
    public String columns() {
        return " (topic " + topicType + " NOT NULL, partition_no INT NOT NULL, sequence BIGINT NOT NULL,"
                + " highest_hlc BIGINT NOT NULL, " + EVIDENCE + ' ' + evidenceType
                + ", PRIMARY KEY (topic, partition_no))";
    }

    /** What follows the table's name in ALTER TABLE for a table without evidence. */
    public String addEvidence() {
        return " ADD COLUMN " + EVIDENCE + ' ' + evidenceType;
    }
}
