package io.remithub.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import no.nav.security.mock.oauth2.token.RequestMapping;
import no.nav.security.mock.oauth2.token.RequestMappingTokenCallback;

/**
 * A real token issuer for machines that have none: discovery, keys and client credentials. Who asks by a person's name
 * gets that person's roles.
 */
public final class TokenIssuer implements AutoCloseable {

    /** Who works here, and what each may. */
    static final Map<String, List<String>> PEOPLE = Map.of(
            "nobody", List.of(),
            "viewer", List.of("viewer"),
            "operator", List.of("viewer", "operator"),
            "second-operator", List.of("viewer", "operator"),
            "approver", List.of("viewer", "operator", "approver"),
            "admin", List.of("viewer", "operator", "approver", "admin"),
            "phi", List.of("viewer", "operator", "phi"));

    private static final String REALM = "hub";
    private static final String AUDIENCE = "remithub";
    private static final Duration TOKEN_LIVES = Duration.ofHours(1);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final MockOAuth2Server server;

    private TokenIssuer(MockOAuth2Server server) {
        this.server = server;
    }

    /** @param port 0 for any */
    public static TokenIssuer start(int port) {
        var people = new RequestMappingTokenCallback(
                REALM, PEOPLE.entrySet().stream().map(TokenIssuer::mapping).toList(), TOKEN_LIVES.toSeconds());
        var server = new MockOAuth2Server(
                new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(), Set.of(people)));
        server.start(InetAddress.getLoopbackAddress(), port);
        return new TokenIssuer(server);
    }

    private static RequestMapping mapping(Map.Entry<String, List<String>> person) {
        return new RequestMapping(
                "client_id",
                person.getKey(),
                Map.of("sub", person.getKey(), "aud", List.of(AUDIENCE), "roles", person.getValue()),
                "JWT");
    }

    /** What services verify tokens against. */
    public String address() {
        return "http://localhost:" + server.baseUrl().port() + "/" + REALM;
    }

    /** A token for one of the people, as that person would get it. */
    public static String token(String address, String person) {
        var form = Map.of("grant_type", "client_credentials", "client_id", person, "client_secret", "local");
        var request = HttpRequest.newBuilder(URI.create(address + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"))))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            var token = TOKEN.matcher(answer.body());
            if (!token.find()) {
                throw new IllegalStateException("the issuer answers " + answer.statusCode());
            }
            return token.group(1);
        } catch (IOException e) {
            throw new IllegalStateException("no token issuer at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
