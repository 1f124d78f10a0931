#include "http_server/errand.hpp"

#include "http_server/connection.hpp"

#include <boost/asio/bind_allocator.hpp>
#include <boost/asio/post.hpp>

namespace assent::http {

void Errand::work() noexcept {
  if (dropped_) return;
  run();
  boost::asio::post(place_.context,
                    boost::asio::bind_allocator(Room::Allocator<void>(room_), [self = shared_from_this()] {
                      const std::shared_ptr<Connection> connection = self->place_.connection.lock();
                      if (connection) connection->guard([&] { self->come_back(*connection); });
                    }));
}

}  // namespace assent::http
