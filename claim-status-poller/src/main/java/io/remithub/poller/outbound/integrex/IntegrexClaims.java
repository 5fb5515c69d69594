package io.remithub.poller.outbound.integrex;

import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ClaimRegistration;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import io.remithub.metrics.PartnerMetrics;
import io.remithub.poller.application.Clearinghouse;
import io.remithub.poller.application.Submission;
import io.remithub.poller.domain.Answer;
import io.remithub.poller.domain.ClaimStatus;
import io.remithub.poller.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Integrex, as the use cases see it: every status and every fault becomes an answer. */
@ApplicationScoped
class IntegrexClaims implements Clearinghouse {

    private static final int MOST_WORDS = 16_384;
    private static final Set<Reason> TOLD_BY_STATUS = Set.of(Reason.PARTNER_ERROR, Reason.TOO_MANY_REQUESTS);

    private final ClaimInfo claimInfo;
    private final ClaimInfoCalls calls;
    private final Sealing sealing;
    private final PartnerMetrics metrics;

    IntegrexClaims(@RestClient ClaimInfo claimInfo, ClaimInfoCalls calls, Sealing sealing) {
        this.claimInfo = claimInfo;
        this.calls = calls;
        this.sealing = sealing;
        this.metrics = calls.metrics();
    }

    @Override
    public Answer submit(Submission submission) {
        var claim = AssociatedData.claim(submission.tenantId(), submission.claimKey());
        var part = AssociatedData.part(submission.tenantId(), submission.paymentId(), submission.claimIndex());
        var request = ClaimInfoRequest.of(
                submission.ticketId(),
                sealing.open(submission.sealedRegistration(), ClaimRegistration.class, claim),
                sealing.open(submission.sealedClaim(), ClaimPart.class, part));
        return call("submit", bearer -> claimInfo.submit(bearer, request), reply -> switch (reply.status()) {
            case 200, 202 ->
                ClaimInfoAnswer.read(reply.body())
                        .ticketId()
                        .<Answer>map(id -> new Answer.Accepted(reply.status(), id))
                        .orElseGet(() -> unreadable(reply));
            case 400, 422 ->
                new Answer.Refused(reply.status(), ByteBuffer.wrap(sealing.sealBytes(words(reply), claim)));
            default -> other(reply);
        });
    }

    @Override
    public Answer poll(String integrexId, long chargeAmount) {
        return call("poll", bearer -> claimInfo.poll(bearer, integrexId), reply -> switch (reply.status()) {
            case 200 ->
                ClaimInfoAnswer.read(reply.body())
                        .status(chargeAmount)
                        .<Answer>map((ClaimStatus status) -> new Answer.Result(200, status))
                        .orElseGet(() -> unreadable(reply));
            case 202 -> new Answer.Processing(202, reply.retryAfter());
            case 400, 404, 410 -> new Answer.UnknownTicket(reply.status());
            default -> other(reply);
        });
    }

    private static Answer other(Reply reply) {
        return switch (reply.status()) {
            case 401, 402 -> new Answer.CredentialRefused(reply.status());
            case 429 -> new Answer.Unwell(429, Reason.TOO_MANY_REQUESTS, reply.retryAfter());
            default -> new Answer.Unwell(reply.status(), Reason.PARTNER_ERROR, reply.retryAfter());
        };
    }

    /** The beginning of what a refusal says: enough for whoever corrects the registration. */
    private static byte[] words(Reply refusal) {
        return Arrays.copyOf(refusal.body(), Math.min(refusal.body().length, MOST_WORDS));
    }

    private static Answer unreadable(Reply reply) {
        return new Answer.Unwell(reply.status(), Reason.UNREADABLE_ANSWER, reply.retryAfter());
    }

    private Answer call(String operation, Function<String, Response> call, Function<Reply, Answer> meaning) {
        long begun = System.nanoTime();
        var answer = answer(call, meaning);
        metrics.called(operation, told(answer), Duration.ofNanos(System.nanoTime() - begun));
        return answer;
    }

    /** The status, unless there was none, or it says nothing of what is wrong with the answer. */
    private static String told(Answer answer) {
        return answer instanceof Answer.Unwell unwell && !TOLD_BY_STATUS.contains(unwell.reason())
                ? unwell.reason().wire()
                : String.valueOf(answer.httpStatus());
    }

    private Answer answer(Function<String, Response> call, Function<Reply, Answer> meaning) {
        try {
            return meaning.apply(calls.reply(call));
        } catch (CredentialRefused refused) {
            return new Answer.CredentialRefused(refused.httpStatus());
        } catch (PartnerUnwell unwell) {
            return new Answer.Unwell(unwell.httpStatus(), unwell.reason(), unwell.retryAfter());
        }
    }
}
