package io.evobridge.registry;

/** A compatibility or validity rule of the registry refused the schema. */
public class SchemaRejectedException extends RegistryException {

    private final String reason;

    public SchemaRejectedException(String group, String artifactId, String reason) {
        super("the registry refuses the schema of " + group + '/' + artifactId + ": " + reason
                + "; change the source back to a compatible form, or relax the artifact's rule, then write again");
        this.reason = reason;
    }

    /** What the registry said. */
    public String reason() {
        return reason;
    }
}
