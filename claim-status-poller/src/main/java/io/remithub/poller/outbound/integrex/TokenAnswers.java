package io.remithub.poller.outbound.integrex;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells a refused credential (RFC 6749 §5.2) from a token endpoint that is unwell: the library's exceptions do not. */
@ApplicationScoped
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.TOKEN)
class TokenAnswers implements OidcResponseFilter {

    @Override
    public void filter(OidcResponseContext answer) {
        switch (answer.statusCode()) {
            case 400, 401, 402, 403 -> throw new CredentialRefused(answer.statusCode());
            default -> {
                // a token, or an endpoint that is unwell: the library sees to both
            }
        }
    }
}
