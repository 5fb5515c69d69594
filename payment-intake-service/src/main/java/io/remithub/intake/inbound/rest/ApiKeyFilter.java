package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.ApiKeys;
import io.remithub.intake.application.KeyHash;
import io.remithub.intake.domain.Scope;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** No key, or none for what is asked, no answer; but what asks for a role is the operators', who have no such key. */
class ApiKeyFilter {

    private static final String HEADER = "API-Key";
    private static final int LONGEST = 256;

    private final ApiKeys keys;
    private final CurrentCaller current;

    ApiKeyFilter(ApiKeys keys, CurrentCaller current) {
        this.keys = keys;
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
        current.is(keys.find(KeyHash.of(key)).orElseThrow(() -> Problems.UNAUTHENTICATED
                .because("This API-Key is unknown, expired or revoked.")
                .build()));
        current.needs(scopeOf(asked.getResourceMethod()));
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
