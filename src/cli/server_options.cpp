#include "cli/server_options.hpp"

#include "embed/secret_word.hpp"

namespace assent::cli {

void add_server_options(Command command, ServerOptions& options) {
  command.options({
      {"--key-file", &options.key_file, "A file with the API key or token (default: the key in $ASSENT_KEY)", "FILE"},
      {"--authorities", &options.tls.authorities, "Who signs the server's certificate, PEM (default: the system's)",
       "FILE"},
      {"--certificate", &options.tls.certificate, "Your own certificate, PEM", "FILE"},
      {"--certificate-key", &options.tls.key, "Its key, PEM", "FILE"},
      {"--plain", &options.plain, "Send the key without TLS to another machine, where all can read it"},
  });
}

Result<ServerAsked> server_asked(Invocation& call, const ServerOptions& options, const std::string& url) {
  ServerAsked asked{TRY(http::address_of(url)), {}};
  asked.key = options.key_file.empty() ? TRY(embed::secret_word(call.world().variable("ASSENT_KEY").value_or("")))
                                       : TRY(embed::secret_word_in(options.key_file));
  TRY(invalid_if(!asked.key.empty() && !asked.address.tls && !asked.address.is_here() && !options.plain,
                 "the key would go to another machine without TLS", "use `https://`, or add `--plain`"));
  return asked;
}

}  // namespace assent::cli
