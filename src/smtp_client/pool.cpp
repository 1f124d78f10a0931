#include "smtp_client/pool.hpp"

#include "smtp_client/connection.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace assent::smtp_client {

using Clock = std::chrono::steady_clock;

struct SmtpPool::State {
  SmtpRelay relay;
  http::TlsContext tls;
  std::mutex mutex;
  std::condition_variable free;
  std::vector<std::unique_ptr<SmtpConnection>> idle;
  std::size_t open = 0;      // idle or in use
  Clock::time_point next{};  // when the next e-mail may go

  // Waits for a turn: a connection to use (null: one is to be opened), at the relay's rate.
  std::unique_ptr<SmtpConnection> take() {
    std::unique_lock lock(mutex);
    free.wait(lock, [&] { return !idle.empty() || open < relay.most_connections; });
    std::unique_ptr<SmtpConnection> connection;
    if (idle.empty()) {
      ++open;
    } else {
      connection = std::move(idle.back());
      idle.pop_back();
    }
    if (relay.most_in_second > 0) {
      const auto between =
          std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / relay.most_in_second));
      const auto turn = std::max(next, Clock::now());
      next = turn + between;
      lock.unlock();
      std::this_thread::sleep_until(turn);
    }
    return connection;
  }

  void give_back(std::unique_ptr<SmtpConnection> connection) {
    const bool useful = connection && !connection->is_over() && connection->sent() < relay.most_in_connection;
    if (!useful) connection.reset();
    const std::lock_guard lock(mutex);
    if (useful) {
      idle.push_back(std::move(connection));
    } else {
      --open;
    }
    free.notify_one();
  }
};

SmtpPool::SmtpPool(std::unique_ptr<State> state) : state_(std::move(state)) {}
SmtpPool::~SmtpPool() = default;

Result<std::unique_ptr<SmtpPool>> SmtpPool::make(SmtpRelay relay) {
  if (relay.host.empty()) return fail(ErrorCode::invalid, "the relay has no host", "name one");
  if (relay.most_connections == 0)
    return fail(ErrorCode::invalid, "no connection to the relay is allowed", "allow one or more");
  if (!relay.user.empty() && relay.security == Security::none) {
    return fail(ErrorCode::invalid, "a password is sent to a relay only by TLS", "choose `tls` or `starttls`");
  }
  auto state = std::make_unique<State>();
  if (relay.security != Security::none) state->tls = TRY(smtp_tls(relay));
  state->relay = std::move(relay);
  return std::unique_ptr<SmtpPool>(new SmtpPool(std::move(state)));
}

Result<void> SmtpPool::try_connection() const {
  TRY(SmtpConnection::open(state_->relay, state_->tls.get()));
  return {};
}

email::Handed SmtpPool::send(const email::Email& email) {
  std::unique_ptr<SmtpConnection> connection = state_->take();
  const bool used = connection != nullptr;
  email::Handed handed;
  for (bool again = false;; again = true) {
    if (!connection) {
      auto opened = SmtpConnection::open(state_->relay, state_->tls.get());
      if (!opened) {
        handed = {email::Handing::not_sent, {}, to_string(opened.error()), false};
        break;
      }
      connection = *std::move(opened);
    }
    handed = connection->send(email);
    const bool stale = handed.handing == email::Handing::not_sent && used && !again && connection->was_stale();
    if (!stale) break;
    connection.reset();
  }
  state_->give_back(std::move(connection));
  return handed;
}

}  // namespace assent::smtp_client
