package io.evobridge.resolver.core.merge;

import java.util.List;

/** The version with the greatest HLC wins, whole: see {@link WholeRecord#LAST_WRITER_WINS}. */
public final class LastWriterWins implements MergePolicy {

    @Override
    public String word() {
        return WholeRecord.LAST_WRITER_WINS.word();
    }

    @Override
    public Decision decide(List<Version> versions) {
        return WholeRecord.LAST_WRITER_WINS.decide(versions);
    }
}
