package dev.parley.listener;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Peers whose `X-Forwarded-For` is believed. Everybody else may write into it what he likes.
final class TrustedProxies {
    private final List<AddressRange> ranges;

    /// @param ranges addresses, or ranges such as `10.0.0.0/8`
    /// @throws IllegalArgumentException where one is neither
    TrustedProxies(Set<String> ranges) {
        this.ranges = ranges.stream().map(AddressRange::of).toList();
    }

    boolean contain(InetAddress peer) {
        return ranges.stream().anyMatch(range -> range.contains(peer));
    }

    /// Whom a trusted peer speaks for: the last hop that is not trusted itself, since each proxy appends whom it heard
    /// and only what trusted ones appended is true.
    ///
    /// @param forwardedFor the lines of the header, in their order
    /// @return empty where the header names nobody but trusted proxies; `proxy` itself for what is no address
    Optional<InetAddress> client(InetAddress proxy, List<String> forwardedFor) {
        List<String> hops = new ArrayList<>();
        forwardedFor.forEach(line -> hops.addAll(List.of(line.split(",", -1))));
        for (String hop : hops.reversed()) {
            InetAddress address = address(hop.strip()).orElse(proxy);
            if (address.equals(proxy) || !contain(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    /// Some proxies append the port too.
    private static Optional<InetAddress> address(String hop) {
        String bare = hop;
        if (hop.startsWith("[")) {
            bare = hop.substring(1, Math.max(1, hop.indexOf(']')));
        } else if (hop.indexOf(':') == hop.lastIndexOf(':') && hop.contains(":")) {
            bare = hop.substring(0, hop.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
