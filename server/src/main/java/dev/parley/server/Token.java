package dev.parley.server;

import dev.parley.adapters.identity.TokenMint;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Role;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import dev.parley.server.settings.SettingsFault;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `parley token`: makes a token for a server that checks them with a shared secret.
@Command(name = "token", description = "Make a token.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // the command line sets all fields before call
final class Token implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private TokenOptions tokens;

    @Option(names = "--user", paramLabel = "NAME", required = true, description = "Whom it signs in.")
    private String user;

    @Option(names = "--tenant", paramLabel = "NAME", description = "Whose data he sees. Default: default")
    private String tenant = TenantId.DEFAULT.value();

    @Option(
            names = "--session",
            paramLabel = "PATTERN=ROLE",
            description = "The most that he may be where the id matches, such as doc-*=editor; may be given again.")
    private Map<String, String> sessions = new LinkedHashMap<>();

    @Option(
            names = "--topic",
            paramLabel = "PATTERN=ACTIONS",
            description = "What he may do there, such as orders.**=subscribe,publish,history; may be given again.")
    private Map<String, String> topics = new LinkedHashMap<>();

    @Option(names = "--ttl", paramLabel = "TIME", description = "How long it is good: 90s, 15m, 1h, 7d. Default: 1h")
    private String ttl = "1h";

    @Override
    public Integer call() {
        try {
            spec.commandLine().getOut().println(mint());
            return 0;
        } catch (StartFailure | SettingsFault failure) {
            return Running.failed(spec.commandLine(), failure);
        } catch (IllegalArgumentException wrong) {
            return Running.failed(spec.commandLine(), wrong);
        }
    }

    private String mint() {
        ServerSettings settings = new SettingsOptions()
                .read(ServerSettings.serve(0, Home.path("serve")), System.getenv(), tokens.settings());
        return new TokenMint(TokenKeys.secret(settings.tokenKey()), settings.token())
                .mint(
                        new TenantId(tenant),
                        new UserId(user),
                        new Grants(sessionGrants(), topicGrants()),
                        System.currentTimeMillis() + Lifetime.millis(ttl));
    }

    private List<Grants.ForSessions> sessionGrants() {
        return sessions.entrySet().stream()
                .map(entry -> new Grants.ForSessions(entry.getKey(), role(entry.getValue())))
                .toList();
    }

    private static Role role(String name) {
        return Role.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no role " + name + "; there are "
                        + Arrays.stream(Role.values()).map(Role::wireName).toList()));
    }

    private List<Grants.ForTopics> topicGrants() {
        return topics.entrySet().stream()
                .map(entry -> new Grants.ForTopics(new TopicPattern(entry.getKey()), actions(entry.getValue())))
                .toList();
    }

    private static Set<TopicAction> actions(String names) {
        Set<TopicAction> actions = EnumSet.noneOf(TopicAction.class);
        for (String name : names.split(",", -1)) {
            actions.add(TopicAction.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        }
        return actions;
    }
}
