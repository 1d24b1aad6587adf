package dev.parley.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.1.2.3");

    private final TrustedProxies proxies = new TrustedProxies(Set.of("10.0.0.0/8", "fd00::/8", "192.0.2.1"));

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true",
        "10.255.255.255, true",
        "11.0.0.1, false",
        "9.255.255.255, false",
        "192.0.2.1, true",
        "192.0.2.2, false",
        "fd12::1, true",
        "fe80::1, false",
        "127.0.0.1, false"
    })
    void a_range_holds_what_begins_alike(String address, boolean trusted) {
        assertThat(proxies.contain(InetAddress.ofLiteral(address))).isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 203.0.113.9",
                "1.1.1.1, 203.0.113.9 | 203.0.113.9",
                "203.0.113.9, 10.9.9.9 | 203.0.113.9",
                "203.0.113.9,10.9.9.9 , fd00::7 | 203.0.113.9",
                "203.0.113.9:4711 | 203.0.113.9",
                "2001:db8::9 | 2001:db8::9",
                "[2001:db8::9]:4711 | 2001:db8::9",
                "[2001:db8::9] | 2001:db8::9"
            })
    void the_last_hop_that_is_no_proxy_is_the_client(String header, String client) {
        assertThat(proxies.client(PROXY, List.of(header))).contains(InetAddress.ofLiteral(client));
    }

    @Test
    void lines_of_the_header_are_one_list() {
        assertThat(proxies.client(PROXY, List.of("1.1.1.1", "203.0.113.9, 10.9.9.9")))
                .contains(InetAddress.ofLiteral("203.0.113.9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "example.com", "1.1.1.1, ", "[", "[]", ":", "1.2.3.4.5"})
    void what_is_no_address_counts_as_the_proxy(String header) {
        assertThat(proxies.client(PROXY, List.of(header))).contains(PROXY);
    }

    @Test
    void a_proxy_that_speaks_for_nobody_has_no_client() {
        assertThat(proxies.client(PROXY, List.of())).isEmpty();
        assertThat(proxies.client(PROXY, List.of("10.9.9.9"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "fd00::/129"})
    void what_is_no_range_is_refused(String range) {
        assertThatThrownBy(() -> AddressRange.of(range)).isInstanceOf(IllegalArgumentException.class);
    }
}
