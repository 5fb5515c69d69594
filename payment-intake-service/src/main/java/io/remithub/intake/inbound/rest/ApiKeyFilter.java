package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.ApiKeys;
import io.remithub.intake.application.KeyHash;
import io.remithub.intake.application.LimitRequests;
import io.remithub.intake.domain.Scope;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** No key, or none for what is asked, or one that has asked too often, no answer; but what asks for a role is the operators', who have no such key. */
class ApiKeyFilter {

    private static final String HEADER = "API-Key";
    private static final int LONGEST = 256;

    private final ApiKeys keys;
    private final LimitRequests limitRequests;
    private final CurrentCaller current;

    ApiKeyFilter(ApiKeys keys, LimitRequests limitRequests, CurrentCaller current) {
        this.keys = keys;
        this.limitRequests = limitRequests;
        this.current = current;
    }

    @ServerRequestFilter
    void authenticate(ContainerRequestContext request, ResourceInfo asked) {
        if (isOfOperators(asked)) {
            return;
        }
        @Nullable String key = request.getHeaderString(HEADER);
        if (key == null || key.isBlank() || key.length() > LONGEST) {
            throw Problems.UNAUTHENTICATED
                    .because("Send your key in the header API-Key.")
                    .build();
        }
        var known = keys.find(KeyHash.of(key)).orElseThrow(() -> Problems.UNAUTHENTICATED
                .because("This API-Key is unknown, expired or revoked.")
                .build());
        limitRequests.take(known).ifPresent(wait -> {
            throw Problems.RATE_LIMITED
                    .because("This API-Key has sent what it may; ask again after Retry-After.")
                    .withHeader("Retry-After", secondsOf(wait))
                    .build();
        });
        current.is(known.caller());
        current.needs(scopeOf(asked.getResourceMethod()));
    }

    /** Rounded up: who waits as long is let in. */
    private static long secondsOf(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static boolean isOfOperators(ResourceInfo asked) {
        return asked.getResourceClass().isAnnotationPresent(RolesAllowed.class)
                || asked.getResourceMethod().isAnnotationPresent(RolesAllowed.class);
    }

    private static Scope[] scopeOf(Method operation) {
        @Nullable Needs needs = operation.getAnnotation(Needs.class);
        if (needs != null) {
            return needs.value();
        }
        return new Scope[] {operation.isAnnotationPresent(GET.class) ? Scope.PAYMENTS_READ : Scope.PAYMENTS_WRITE};
    }
}
