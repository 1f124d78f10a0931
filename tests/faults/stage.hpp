// The carrier's folder before a command, and what that command does if nothing fails.
#pragma once

#include "judge.hpp"
#include "program.hpp"
#include "story.hpp"

#include <filesystem>

namespace assent::faults {

// Runs the earlier commands; `folder` and the result are what is there then. Throws if one fails.
Contents stage(const Program& program, const std::filesystem::path& source, const std::filesystem::path& folder);

// Throws if the command fails by itself.
Sound sound_run(const Program& program, const Trial& trial, const Contents& before, const std::filesystem::path& folder,
                const Program::Variables& variables);

}  // namespace assent::faults
