package io.evobridge.connect.flow;

/** What can be seen of a source's flow control by JMX, as {@code io.evobridge.source:type=flow,topic=…}. */
public interface FlowControlMXBean {

    /** Changes in flight as of the last look, and what was sent since: at the most as many. */
    long getInFlight();

    /** Changes in flight at which capture waits. */
    int getMax();

    /** Whether it waits now. */
    boolean isHeld();

    /** How long it has waited since the task started. */
    long getHeldMillis();
}
