import Testing

@testable import Postgres

struct MailboxTests {
    private func notification(_ payload: String) -> Notifications.Event {
        .notification(PostgresNotification(channel: "c", payload: payload, sender: 1))
    }

    @Test func `A slow reader loses what it did not take, and is told to look for itself`() async {
        let mailbox = Mailbox(room: 3)
        for number in 1...3 { mailbox.put(notification("\(number)")) }
        mailbox.put(notification("one too many"))
        mailbox.put(notification("after it"))
        #expect(await mailbox.next() == .listening)
        #expect(await mailbox.next() == notification("after it"))
    }

    @Test func `What is there can be taken after the end, and nothing after that`() async {
        let mailbox = Mailbox()
        mailbox.put(.listening)
        mailbox.finish()
        mailbox.put(notification("late"))
        #expect(await mailbox.next() == .listening)
        #expect(await mailbox.next() == nil)
        #expect(await mailbox.next() == nil)
    }
}
