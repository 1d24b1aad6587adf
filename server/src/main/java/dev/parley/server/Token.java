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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `parley token`: makes a token for a server that checks them with a shared secret.
final class Token implements Command {
    @Override
    public String name() {
        return "token";
    }

    @Override
    public String summary() {
        return "Make a token.";
    }

    @Override
    public Options options() {
        return TokenOptions.addTo(new Options())
                .addOption(Command.required("user", "NAME", "Whom it signs in."))
                .addOption(Command.option("tenant", "NAME", "Whose data he sees. Default: default"))
                .addOption(Command.option(
                        "session",
                        "PATTERN=ROLE",
                        "The most that he may be where the id matches, such as doc-*=editor; may be given again."))
                .addOption(Command.option(
                        "topic",
                        "PATTERN=ACTIONS",
                        "What he may do there, such as orders.**=subscribe,publish,history; may be given again."))
                .addOption(Command.option("ttl", "TIME", "How long it is good: 90s, 15m, 1h, 7d. Default: 1h"));
    }

    @Override
    public int run(CommandLine given, Console console) {
        try {
            console.out().println(mint(given));
            return 0;
        } catch (StartFailure | SettingsFault | IllegalArgumentException wrong) {
            return console.failed(wrong);
        }
    }

    private static String mint(CommandLine given) {
        ServerSettings settings = new SettingsOptions(given)
                .read(ServerSettings.serve(0, Home.path("serve")), System.getenv(), TokenOptions.settings(given));
        return new TokenMint(TokenKeys.secret(settings.tokenKey()), settings.token())
                .mint(
                        new TenantId(given.getOptionValue("tenant", TenantId.DEFAULT.value())),
                        new UserId(given.getOptionValue("user")),
                        new Grants(
                                sessionGrants(SettingsOptions.pairs(given, "session")),
                                topicGrants(SettingsOptions.pairs(given, "topic"))),
                        System.currentTimeMillis() + Lifetime.millis(given.getOptionValue("ttl", "1h")));
    }

    private static List<Grants.ForSessions> sessionGrants(Map<String, String> sessions) {
        return sessions.entrySet().stream()
                .map(entry -> new Grants.ForSessions(entry.getKey(), role(entry.getValue())))
                .toList();
    }

    private static Role role(String name) {
        return Role.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no role " + name + "; there are "
                        + Arrays.stream(Role.values()).map(Role::wireName).toList()));
    }

    private static List<Grants.ForTopics> topicGrants(Map<String, String> topics) {
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
