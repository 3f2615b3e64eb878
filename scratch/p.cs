using TorchSharp; using static TorchSharp.torch; using SolarGis.Models.UNet; using SolarGis.Models; using System.Diagnostics;
double Rel(Tensor a, Tensor b) => ((a.to_type(ScalarType.Float64)-b).norm()/b.norm()).ToDouble();
Console.WriteLine($"threads {get_num_threads()}");
if (args.Contains("conv")) {
manual_seed(1);
foreach (var (ci,co,k,sz) in new[]{(16,32,3,256),(32,32,3,256),(64,64,3,128),(128,128,3,64),(128,64,1,128),(64,32,1,256),(64,32,3,256),(128,64,3,128),(32,1,1,256),(32,16,1,256),(16,1,1,256),(32,1,1,72),(16,32,3,72),(32,32,3,68)})
 foreach (var cl in new[]{false,true}) foreach (var n in new[]{1,4}) {
  using var sc=NewDisposeScope(); var x=randn(n,ci,sz,sz); var w=randn(co,ci,k,k)/Math.Sqrt(ci*k*k); var r=randn(n,co,sz,sz);
  Tensor L(Tensor t)=> cl? t.permute(0,2,3,1).contiguous().permute(0,3,1,2):t;
  (Tensor,Tensor,Tensor) Run(ScalarType t){ var l=x.to(t,true).requires_grad_(true); var ww=w.to(t,true).requires_grad_(true); var y=nn.functional.conv2d(L(l),ww,padding:new long[]{k/2,k/2}); (y*r.to(t)).sum().backward(); return (y.detach(),l.grad!,ww.grad!);} 
  var a=Run(ScalarType.Float32); var b=Run(ScalarType.Float64);
  Console.WriteLine($"{ci}->{co} k{k} @{sz} N{n} cl={cl}: fwd {Rel(a.Item1,b.Item1):E1} gx {Rel(a.Item2,b.Item2):E1} gw {Rel(a.Item3,b.Item3):E1}");
 } return; }
foreach (var bn in new[]{true,false}) foreach (var cl in new[]{false,true}) foreach (var n in new[]{1,2,8}) {
  manual_seed(1);
  using var m=new UNetModule(new UNetConfiguration{Bands=10,BatchNorm=bn,Mean=Enumerable.Repeat(.1,10).ToArray(),StandardDeviation=Enumerable.Repeat(.2,10).ToArray()}){ChannelsLast=cl}; m.eval(); foreach(var p in m.parameters()) p.requires_grad=false;
  using var x=rand(n,10,256,256); double best=1e9,bestg=1e9;
  for(int i=0;i<12;i++){ using var s=NewDisposeScope(); using var g=inference_mode(); var sw=Stopwatch.StartNew(); m.forward(x); best=Math.Min(best,sw.Elapsed.TotalMilliseconds);} 
  for(int i=0;i<8;i++){ using var s=NewDisposeScope(); var l=x.detach().clone().requires_grad_(true); var sw=Stopwatch.StartNew(); m.forward(l).sum().backward(); bestg=Math.Min(bestg,sw.Elapsed.TotalMilliseconds);} 
  Console.WriteLine($"bn={bn} cl={cl} N={n}: fwd {best/n:F1} ms/patch, fwd+bwd {bestg/n:F1}");
}
Console.WriteLine(new UNetModule(new UNetConfiguration{Bands=10}).parameters().Sum(p=>p.numel()));
