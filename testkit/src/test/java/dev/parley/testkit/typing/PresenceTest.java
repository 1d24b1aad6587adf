package dev.parley.testkit.typing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Notice;
import dev.parley.application.rooms.RoomFeature;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final UserId ANA = new UserId("ana");
    private static final UserId BO = new UserId("bo");

    private final Office office = new Office();
    private final Office.Person bo = office.join("bo", "laptop");

    @Test
    void others_hear_who_comes_and_the_comer_finds_everybody() {
        Office.Person ana = office.connect("ana", "phone");
        assertThat(ana.join().orElseThrow().present()).containsExactly(BO, ANA);
        assertThat(bo.presence()).containsExactly(entered(ANA));
        assertThat(ana.presence()).isEmpty();
    }

    @Test
    void entering_again_is_told_to_nobody() {
        Office.Person ana = office.join("ana", "phone");
        assertThat(ana.join().orElseThrow().present()).containsExactly(BO, ANA);
        assertThat(bo.presence()).hasSize(1);
    }

    @Test
    void a_user_is_here_until_his_last_device_leaves() {
        Office.Person phone = office.join("ana", "phone");
        Office.Person laptop = office.join("ana", "laptop");
        phone.leave();
        assertThat(bo.presence()).containsExactly(entered(ANA));
        laptop.leave();
        assertThat(bo.presence()).containsExactly(entered(ANA), gone(ANA, "left"));
    }

    @Test
    void a_clean_close_leaves_every_room_at_once() {
        office.join("ana", "phone").close(Ending.CLIENT_LEFT);
        assertThat(bo.presence()).containsExactly(entered(ANA), gone(ANA, "left"));
    }

    @Test
    void a_vanished_device_is_waited_for() {
        office.join("ana", "phone").close(Ending.CLIENT_LOST);
        office.pass(Duration.ofMillis(9_999));
        assertThat(bo.presence()).containsExactly(entered(ANA));
        office.pass(Duration.ofMillis(1));
        assertThat(bo.presence()).containsExactly(entered(ANA), gone(ANA, "lost"));
    }

    @Test
    void coming_back_within_the_grace_is_told_to_nobody() {
        office.join("ana", "phone").close(Ending.CLIENT_LOST);
        office.pass(Duration.ofSeconds(8));
        office.join("ana", "phone");
        office.pass(Duration.ofSeconds(20));
        assertThat(bo.presence()).containsExactly(entered(ANA));
    }

    @Test
    void the_late_end_of_an_old_connection_takes_nobody_away() {
        Office.Person old = office.join("ana", "phone");
        office.join("ana", "phone");
        old.close(Ending.CLIENT_LOST);
        office.pass(Duration.ofSeconds(20));
        assertThat(bo.presence()).containsExactly(entered(ANA));
    }

    @Test
    void the_newer_connection_of_a_device_takes_over() {
        Office.Person old = office.connect("ana", "phone");
        Office.Person newer = office.connect("ana", "phone");
        assertThat(old.socket.ended()).contains(Ending.SUPERSEDED);
        assertThat(newer.socket.ended()).isEmpty();
        assertThat(office.counted).containsEntry(Signals.Counter.CONNECTIONS_SUPERSEDED, 1);
    }

    @Test
    void other_users_and_other_devices_do_not_take_over() {
        Office.Person phone = office.connect("ana", "phone");
        office.connect("ana", "laptop");
        office.connect("cy", "phone");
        assertThat(phone.socket.ended()).isEmpty();
    }

    @Test
    void a_connection_that_ended_does_not_enter() {
        Office.Person ana = office.connect("ana", "phone");
        ana.close(Ending.CLIENT_LOST);
        assertThat(ana.join()).isEmpty();
        assertThat(bo.presence()).isEmpty();
    }

    @Test
    void an_expelled_user_is_gone_with_all_devices_and_graces() {
        office.join("ana", "phone").close(Ending.CLIENT_LOST);
        Office.Person laptop = office.join("ana", "laptop");
        laptop.start();
        run(() -> office.planRooms().expel(Office.PLAN_KEY, ANA));
        assertThat(bo.sees()).isEmpty();
        assertThat(bo.presence()).containsExactly(entered(ANA), gone(ANA, "left"));
        assertThat(office.planRooms().isJoined(Office.PLAN_KEY, laptop.socket.id()))
                .isFalse();
    }

    @Test
    void a_room_closes_when_the_last_grace_has_passed() {
        List<SessionKey> closed = new ArrayList<>();
        office.planRooms().attach(new RoomFeature() {
            @Override
            public void closed(SessionKey session) {
                closed.add(session);
            }
        });
        bo.close(Ending.CLIENT_LOST);
        office.pass(Duration.ofSeconds(9));
        assertThat(closed).isEmpty();
        office.pass(Duration.ofSeconds(2));
        assertThat(closed).containsExactly(Office.PLAN_KEY);
        assertThat(office.planRooms().find(Office.PLAN_KEY)).isEmpty();
    }

    private void run(Runnable task) {
        office.lanes.owning(Office.PLAN_KEY).execute(task);
        office.time.settle();
    }

    private static Notice.PresenceChanged entered(UserId user) {
        return new Notice.PresenceChanged(Office.PLAN, List.of(user), List.of());
    }

    private static Notice.PresenceChanged gone(UserId user, String reason) {
        return new Notice.PresenceChanged(Office.PLAN, List.of(), List.of(new Notice.Gone(user, reason)));
    }
}
