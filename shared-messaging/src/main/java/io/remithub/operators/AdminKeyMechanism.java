package io.remithub.operators;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The installation's own key, for its first administration and for when the issuer of tokens is away. */
@ApplicationScoped
class AdminKeyMechanism implements HttpAuthenticationMechanism {

    private static final String HEADER = "Admin-Key";
    private static final int SHORTEST = 16;
    private static final int UNAUTHORIZED = 401;
    private static final Set<String> ROLES = Set.of(Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.ADMIN);

    private final byte[] key;

    AdminKeyMechanism(AdminConfig config) {
        this.key = config.key().getBytes(UTF_8);
    }

    void check(@Observes StartupEvent starting) {
        if (key.length < SHORTEST) {
            throw new IllegalStateException("ADMIN_KEY is shorter than " + SHORTEST + " characters");
        }
    }

    @Override
    public Uni<@Nullable SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        @Nullable String sent = request.request().getHeader(HEADER);
        if (sent == null) {
            return Uni.createFrom().nullItem();
        }
        if (!MessageDigest.isEqual(key, sent.getBytes(UTF_8))) {
            return Uni.createFrom().failure(new AuthenticationFailedException("not the key"));
        }
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal("admin-key"))
                        .addRoles(ROLES)
                        .build());
    }

    /** It is the token that is asked for. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
    }
}
