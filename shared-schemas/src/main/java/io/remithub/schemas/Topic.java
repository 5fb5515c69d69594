package io.remithub.schemas;

import io.remithub.events.claimrequests.ClaimStatusCancelled;
import io.remithub.events.claimrequests.ClaimStatusRequested;
import io.remithub.events.claimstatus.ClaimStatusFailed;
import io.remithub.events.claimstatus.ClaimStatusReceived;
import io.remithub.events.intake.BatchAmended;
import io.remithub.events.intake.BatchCancelRequested;
import io.remithub.events.intake.BatchOpened;
import io.remithub.events.intake.BatchReleaseRequested;
import io.remithub.events.intake.BatchStartRequested;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.intake.PaymentReissueRequested;
import io.remithub.events.intake.PaymentRemoved;
import io.remithub.events.intake.PaymentReplaced;
import io.remithub.events.intake.PaymentSettled;
import io.remithub.events.intake.PaymentVoidRequested;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentExceptionResolved;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.events.postingrequests.PostingRequested;
import io.remithub.events.postingrequests.PostingResolved;
import io.remithub.events.postingrequests.ReversalRequested;
import io.remithub.events.postings.PostingOutcome;
import io.remithub.events.registrations.ClaimRegistered;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The topic catalogue: every stream, who may read it, and the events it carries. Created from here, never by use. */
public enum Topic {
    PAYMENTS_INTAKE(
            "payments.intake.v1",
            Retention.DELETE,
            Audience.HUB,
            BatchOpened.class,
            PaymentAccepted.class,
            PaymentReplaced.class,
            PaymentRemoved.class,
            BatchAmended.class,
            BatchStartRequested.class,
            BatchReleaseRequested.class,
            BatchCancelRequested.class,
            PaymentVoidRequested.class,
            PaymentReissueRequested.class,
            PaymentSettled.class),
    CLAIMS_REGISTRATIONS("claims.registrations.v1", Retention.COMPACT, Audience.HUB, ClaimRegistered.class),
    PAYMENTS_LIFECYCLE(
            "payments.lifecycle.v1",
            Retention.DELETE,
            Audience.PUBLIC,
            PaymentStatusChanged.class,
            io.remithub.events.payments.CommandRejected.class,
            PaymentExceptionOpened.class,
            PaymentExceptionResolved.class),
    BATCHES_LIFECYCLE(
            "batches.lifecycle.v1",
            Retention.DELETE,
            Audience.PUBLIC,
            io.remithub.events.batches.BatchStatusChanged.class,
            io.remithub.events.batches.CommandRejected.class),
    CLAIMS_STATUS_REQUESTS(
            "claims.status-requests.v1",
            Retention.DELETE,
            Audience.HUB,
            ClaimStatusRequested.class,
            ClaimStatusCancelled.class),
    CLAIMS_STATUS(
            "claims.status.v1", Retention.DELETE, Audience.HUB, ClaimStatusReceived.class, ClaimStatusFailed.class),
    EHR_POSTING_REQUESTS(
            "ehr.posting-requests.v1",
            Retention.DELETE,
            Audience.HUB,
            PostingRequested.class,
            ReversalRequested.class,
            PostingResolved.class),
    EHR_POSTINGS("ehr.postings.v1", Retention.DELETE, Audience.HUB, PostingOutcome.class),
    /** Writer schemas by fingerprint (16 hex digits), as JSON: the one topic that carries no events. */
    SCHEMAS("schemas.v1", Retention.COMPACT, Audience.PUBLIC);

    public static final int PARTITIONS = 12;

    /** What the broker keeps. */
    public enum Retention {
        DELETE,
        /** The newest record of each key: gaps in a subject's sequence are normal. */
        COMPACT
    }

    /** Who may consume. */
    public enum Audience {
        HUB,
        PUBLIC
    }

    private final String topicName;
    private final Retention retention;
    private final Audience audience;
    private final List<Class<? extends SpecificRecord>> events;

    @SafeVarargs
    Topic(String topicName, Retention retention, Audience audience, Class<? extends SpecificRecord>... events) {
        this.topicName = topicName;
        this.retention = retention;
        this.audience = audience;
        this.events = List.of(events);
    }

    public String topicName() {
        return topicName;
    }

    public Retention retention() {
        return retention;
    }

    public Audience audience() {
        return audience;
    }

    /** The classes whose records may travel here; their names are the {@code ce_type}. */
    public List<Class<? extends SpecificRecord>> events() {
        return events;
    }

    /** @throws IllegalArgumentException when the catalogue has no such topic */
    public static Topic named(String topicName) {
        return find(topicName).orElseThrow(() -> new IllegalArgumentException("no topic " + topicName));
    }

    /** @return empty when the catalogue has no such topic */
    public static Optional<Topic> find(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }
}
