package io.evobridge.connect.avro;

import org.apache.kafka.connect.data.Schema;

/**
 * The writers compiled last, found by the schema's identity, because comparing schemas costs more than writing a
 * record. A schema that is new as an object but equal to a known one finds that one's writer.
 */
final class Writers {

    /** A compiled writer and, once registered, its schema's id. */
    static final class Entry {

        private final ValueWriter writer;
        private volatile int contentId = -1;

        private Entry(ValueWriter writer) {
            this.writer = writer;
        }

        ValueWriter writer() {
            return writer;
        }

        /** The content id; negative before {@link #registered}. */
        int contentId() {
            return contentId;
        }

        void registered(int id) {
            this.contentId = id;
        }
    }

    private record Identity(Schema schema) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && that.schema == schema;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(schema);
        }
    }

    private final LastUsed<Identity, Entry> byIdentity;
    private final LastUsed<Schema, Entry> byContent;

    Writers(int limit) {
        this.byIdentity = new LastUsed<>(limit);
        this.byContent = new LastUsed<>(limit);
    }

    synchronized Entry of(Schema schema) {
        Entry known = byIdentity.get(new Identity(schema));
        if (known != null) {
            return known;
        }
        Entry entry = byContent.computeIfAbsent(schema, s -> new Entry(WriterCompiler.compile(s)));
        byIdentity.put(new Identity(schema), entry);
        return entry;
    }
}
