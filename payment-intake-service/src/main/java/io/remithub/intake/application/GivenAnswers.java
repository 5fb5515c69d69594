package io.remithub.intake.application;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** First answers to commands that bear an Idempotency-Key; written in the transaction of the command's effect. */
public interface GivenAnswers {

    /**
     * @param scope hash of tenant, method, path and key
     * @param bodyHash of the request
     */
    record Asked(byte[] scope, byte[] bodyHash) {}

    /** @param body JSON, empty where there is none */
    record Answer(int status, @Nullable String location, String body) {}

    record Given(byte[] bodyHash, Answer answer) {}

    /** @return false while another transaction works on the same scope; true until the caller's ends */
    boolean lock(byte[] scope);

    Optional<Given> find(byte[] scope, Instant notBefore);

    void put(Asked asked, Answer answer, Instant now);

    /** @return how many were forgotten, at most a chunk of them */
    int forgetBefore(Instant end);
}
