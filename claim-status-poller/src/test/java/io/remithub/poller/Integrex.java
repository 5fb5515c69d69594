package io.remithub.poller;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the clearinghouse is told to do, and what it has seen. */
public final class Integrex {

    public static final String CLAIM_INFO = "/api/v2/claim-info";
    public static final String AUTH = "/api/v2/auth";

    private final WireMock server;

    public Integrex() {
        var url = ConfigProvider.getConfig().getValue("integrex.url", URI.class);
        server = WireMock.create().host(url.getHost()).port(url.getPort()).build();
    }

    /** As after a start: it issues tokens and knows nothing of any claim. */
    public Integrex reset() {
        server.resetMappings();
        server.resetRequests();
        issues("token-" + System.nanoTime());
        return this;
    }

    public WireMock server() {
        return server;
    }

    public void issues(String token) {
        issues(token, 3600);
    }

    public void issues(String token, int seconds) {
        server.register(post(urlPathEqualTo(AUTH))
                .willReturn(okJson("{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                        .formatted(token, seconds))));
    }

    public void onAuth(ResponseDefinitionBuilder answer) {
        server.register(post(urlPathEqualTo(AUTH)).willReturn(answer));
    }

    public void onSubmit(ResponseDefinitionBuilder answer) {
        server.register(post(urlPathEqualTo(CLAIM_INFO)).willReturn(answer));
    }

    public void onSubmitOf(String patientFirstName, ResponseDefinitionBuilder answer) {
        server.register(post(urlPathEqualTo(CLAIM_INFO))
                .withRequestBody(matchingJsonPath("$.patientFirstName", equalTo(patientFirstName)))
                .willReturn(answer));
    }

    public void onPoll(String id, ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            boolean last = i == answers.length - 1;
            server.register(get(urlPathEqualTo(CLAIM_INFO))
                    .withQueryParam("id", equalTo(id))
                    .inScenario(id)
                    .whenScenarioStateIs(i == 0 ? "Started" : "poll-" + i)
                    .willSetStateTo(last ? (i == 0 ? "Started" : "poll-" + i) : "poll-" + (i + 1))
                    .willReturn(answers[i]));
        }
    }

    public List<LoggedRequest> submissions() {
        return server.find(postRequestedFor(urlPathEqualTo(CLAIM_INFO)));
    }

    public List<LoggedRequest> polls() {
        return server.find(getRequestedFor(urlPathEqualTo(CLAIM_INFO)));
    }

    public List<LoggedRequest> tokenRequests() {
        return server.find(postRequestedFor(urlPathEqualTo(AUTH)));
    }

    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    public static ResponseDefinitionBuilder ticket(int status, String id) {
        return json(status, "{\"id\":\"%s\"}".formatted(id));
    }

    public static ResponseDefinitionBuilder processing() {
        return json(202, "{\"message\":\"Processing, poll again later\"}");
    }

    public static ResponseDefinitionBuilder status(String category) {
        return json(200, "{\"categoryCode\":\"%s\",\"statusCode\":\"65\",\"svcLine\":1}".formatted(category));
    }
}
