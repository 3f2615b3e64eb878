// SPDX-License-Identifier: MIT
using SolarGis.ScriptedEngine;
using SolarGis.Server.Engine;

// Called as "engine --socket SOCKET --models FOLDER --device DEVICE", like solargis itself.
using var work = new ScriptedWork();
await EngineHost.RunAsync(args[Array.IndexOf(args, "--socket") + 1], work);
