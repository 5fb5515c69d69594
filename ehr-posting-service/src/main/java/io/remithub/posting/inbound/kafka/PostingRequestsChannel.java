package io.remithub.posting.inbound.kafka;

import io.quarkus.runtime.StartupEvent;
import io.remithub.events.postingrequests.PostingRequested;
import io.remithub.events.postingrequests.PostingResolved;
import io.remithub.events.postingrequests.ReversalRequested;
import io.remithub.messaging.Inbox;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.messaging.Traces;
import io.remithub.posting.application.PlanPostings;
import io.remithub.posting.application.PlanPostings.Asked;
import io.remithub.posting.application.PostingRequest;
import io.remithub.posting.application.ResolvePosting;
import io.remithub.posting.application.ReversePostings;
import io.remithub.posting.domain.ClaimMoney;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import io.remithub.posting.domain.Purpose;
import io.remithub.schemas.Topic;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostingRequestsChannel {

    private final Inbox inbox;
    private final PlanPostings plan;
    private final ReversePostings reverse;
    private final ResolvePosting resolve;

    PostingRequestsChannel(Inbox inbox, PlanPostings plan, ReversePostings reverse, ResolvePosting resolve) {
        this.inbox = inbox;
        this.plan = plan;
        this.reverse = reverse;
        this.resolve = resolve;
    }

    void open(@Observes StartupEvent starting) {
        inbox.opens(Topic.EHR_POSTING_REQUESTS, this::take);
    }

    @Incoming("posting-requests")
    @Blocking
    void on(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled);
    }

    /** What is asked one after the other is planned at once. */
    private void take(List<ReceivedEvent> events) {
        var asked = new ArrayList<Asked>();
        for (var event : events) {
            if (event.payload() instanceof PostingRequested request) {
                asked.add(new Asked(request(request), origin(event, request.getBatchId())));
            } else {
                plan(asked);
                try (var _ = Traces.resume(event.cause())) {
                    dispatch(event);
                }
            }
        }
        plan(asked);
    }

    private void plan(List<Asked> asked) {
        if (!asked.isEmpty()) {
            plan.handle(List.copyOf(asked));
            asked.clear();
        }
    }

    private void dispatch(ReceivedEvent event) {
        switch (event.payload()) {
            case ReversalRequested asked ->
                reverse.handle(
                        new ClaimKey(asked.getPaymentId(), asked.getClaimIndex(), asked.getIssuance()),
                        asked.getTenantId(),
                        origin(event, asked.getBatchId()));
            case PostingResolved decided ->
                resolve.handle(
                        new PostingKey(
                                decided.getPaymentId(),
                                decided.getClaimIndex(),
                                decided.getIssuance(),
                                Purpose.valueOf(decided.getPurpose())),
                        ResolvePosting.Action.valueOf(decided.getAction()),
                        decided.getAmount());
            default -> throw new IllegalArgumentException("not asked for: " + event);
        }
    }

    private static Origin origin(ReceivedEvent event, @Nullable String batchId) {
        return new Origin(batchId, event.id(), event.cause().traceparent());
    }

    static PostingRequest request(PostingRequested asked) {
        return new PostingRequest(
                new ClaimMoney(
                        new ClaimKey(asked.getPaymentId(), asked.getClaimIndex(), asked.getIssuance()),
                        asked.getTenantId(),
                        asked.getClaimStatusCode(),
                        asked.getPaidAmount(),
                        asked.getPatientResponsibility(),
                        asked.getBalanced(),
                        asked.getAutoPost().equals("REVIEW")),
                asked.getClaimKey(),
                asked.getPaymentDate(),
                bytes(asked.getSealedRegistration()),
                bytes(asked.getSealedClaim()),
                asked.getFourEyes(),
                Map.of());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
